#!/bin/sh
# A pager that says that it was asked.
echo paged:
exec cat
