"""What every test stands on: no screen, one zone, one locale. Set before Qt is loaded, so at import."""

from __future__ import annotations

import os
import time

from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "Asia/Shanghai"
if hasattr(time, "tzset"):
    time.tzset()

# How long one example takes says how busy the machine is, and nothing of the rule.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
