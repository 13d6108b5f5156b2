"""The command line. Source: INTERFACES. Nothing in here knows Qt."""

from nfmaturity.cli.running import run

__all__ = ["run"]
