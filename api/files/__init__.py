"""The site as files, for any web host or a USB stick: every page with links that need no server."""
