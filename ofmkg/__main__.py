"""The command `ofmkg`, and `python -m ofmkg`: breaking it off as it starts leaves no trace."""

import gc
import sys

# What a command makes, it mostly keeps to its end: to look through it as often as Python does of
# itself takes a tenth of the time (a fifth with many studies) and finds next to nothing.
_COLLECTED_EVERY = (50_000, 20, 100)
_BROKEN_OFF = 130


def main() -> None:
    """Run the command line."""
    gc.set_threshold(*_COLLECTED_EVERY)
    sys.unraisablehook = _interrupted_again
    try:
        from ofmkg.cli.app import main as run

        run()
    except BaseException as error:
        if not _is_broken_off(error):
            raise
        sys.exit(_BROKEN_OFF)


def _is_broken_off(error: BaseException | None) -> bool:
    """Tell whether somebody broke it off: Python wraps that where it makes classes."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__
    return error is not None


def _interrupted_again(unraisable: "sys.UnraisableHookArgs") -> None:
    """Break off once more where it fell on what cannot raise, such as the end of an object.

    Python would say so at length and go on.
    """
    if unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)
        return
    import signal
    from threading import Timer, main_thread

    again = (main_thread().ident, signal.SIGINT)
    Timer(0.01, signal.pthread_kill, again).start()  # here it could not be raised either


if __name__ == "__main__":
    main()
