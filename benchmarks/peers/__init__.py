"""The engines that ``benchmarks/search.py`` sets side by side, one a module.

``rows`` is what each of them is given, ``asking`` what each is asked, ``peer`` what each can do.
"""
