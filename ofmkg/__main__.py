"""The command `ofmkg`, and `python -m ofmkg`: breaking it off as it starts leaves no trace."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from ofmkg.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
