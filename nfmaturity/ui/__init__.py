"""The desktop app: the only place that knows Qt."""

from nfmaturity.ui.qt_import import import_qt

import_qt()
