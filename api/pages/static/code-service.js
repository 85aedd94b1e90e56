// Asks the service to read or check a sheet; it keeps nothing.

export class NoService extends Error {}

async function sent(address, text) {
  let reply;
  try {
    reply = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/yaml", Accept: "application/json" },
      body: text,
    });
  } catch {
    throw new NoService();
  }
  const kind = reply.headers.get("content-type") ?? "";
  if (!kind.includes("json")) throw new NoService(); // as where files are served and nothing else
  const found = await reply.json();
  if (!reply.ok) throw new Error(found.detail ?? String(reply.status));
  return found;
}

export function checked(service, text) {
  return sent(`${service}/check`, text);
}

// The content of a file. JSON is read here, since it is YAML too; everything else by the service.
export async function read(service, text) {
  try {
    return { sheet: texts(JSON.parse(text)), mistakes: [] };
  } catch {
    return sent(`${service}/read`, text);
  }
}

function texts(value) {
  if (Array.isArray(value)) return value.map(texts);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, texts(held)]));
  }
  return value === null ? "" : typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}
