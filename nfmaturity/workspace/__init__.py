"""An open library and its rubrics: one module a use case, shared by the command line and the app."""
