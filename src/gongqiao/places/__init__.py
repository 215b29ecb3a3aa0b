"""Where things are: divisions of GB/T 2260 down to the village, abolished codes, areas of the union's own, and the map.

The law's word is 行政区划. A code is the primary key: it is what identity numbers, credit codes and statistics already
use. An area that works without an official code (a zone, a park, a quarter) gets one of our own that begins with Z.
"""
