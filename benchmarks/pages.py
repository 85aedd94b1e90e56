"""How long pages take, and how large they are, on all collections: kept answers and computed ones.

    ofmkg serve --port 8010 &
    python benchmarks/pages.py http://127.0.0.1:8010

The first column is the first request (computed), the second the median of those that follow.
"""

import statistics
import sys
import time
import urllib.request

PAGES = (
    "/",
    "/compare?a=gopal-2023&b=musser-2023",
    "/columns?work=gopal-2023&work=hazell-2023&work=mouton-2024",
    "/study/gopal-2023",
    "/vector/biosecurity",
    "/question/actor-skill",
    "/claim/c-alignment-removable",
    "/release/llama-2",
    "/publication/mouton-2024",
    "/property/broader-access",
    "/benefit/accelerating-science",
    "/disagreement/d-bio-bottleneck",
    "/matrix?collection=all",
    "/studies?collection=all",
    "/studies?collection=all&vector=biosecurity&sort=date",
    "/works",
    "/questions",
    "/disagreements?collection=all",
    "/gaps?collection=all",
)
TIMES = 9


def ask(address: str) -> tuple[float, int]:
    """Return the milliseconds that a page took, and its bytes before compression."""
    headers = {"Accept": "text/html", "Accept-Encoding": "identity"}
    request = urllib.request.Request(address, headers=headers)
    start = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        size = len(answer.read())
    return 1000 * (time.perf_counter() - start), size


def main(server: str) -> None:
    """Ask for each page and print what it took."""
    print(f"{'first ms':>9} {'p50 ms':>7} {'kB':>6}  page")
    for page in PAGES:
        first, size = ask(server + page)
        later = statistics.median(ask(server + page)[0] for _ in range(TIMES))
        print(f"{first:9.1f} {later:7.1f} {size / 1000:6.1f}  {page}")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
