"""A server for assistants (Model Context Protocol): the same answers, in few words."""
