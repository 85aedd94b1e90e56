"""What a check of data finds: where, how bad, and what to do."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["violation", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where (file, study, node, property, value) and what to do."""

    file: str
    study: str | None
    severity: Severity
    node: str
    path: str | None
    value: str | None
    message: str
    shape: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in the order of files, studies and nodes."""

    checked: int
    findings: tuple[Finding, ...]

    @property
    def violations(self) -> int:
        """How many findings would make an answer false."""
        return sum(finding.severity == "violation" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings say that something is incomplete."""
        return len(self.findings) - self.violations
