// Keeps sheets in this browser; nothing leaves it.

const PREFIX = "ofmkg-sheet:";
const OPEN = "ofmkg-open-sheet";

// All sheets, the one changed last first: {key, changed, sheet}.
export function kept() {
  const found = [];
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      if (!key.startsWith(PREFIX)) continue;
      try {
        found.push({ key: key.slice(PREFIX.length), ...JSON.parse(localStorage.getItem(key)) });
      } catch {
        // what cannot be read is left where it is
      }
    }
  } catch {
    return [];
  }
  return found.sort((a, b) => b.changed - a.changed);
}

// Whether the sheet could be kept.
export function keep(key, sheet) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ changed: Date.now(), sheet }));
    localStorage.setItem(OPEN, key);
    return true;
  } catch {
    return false;
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing was kept
  }
}

// The key of the sheet that was open last.
export function lastOpen() {
  try {
    return localStorage.getItem(OPEN);
  } catch {
    return null;
  }
}

export function newKey() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}
