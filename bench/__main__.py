"""`python -m bench`, and with `scale`, `nodes` or `engines` behind it."""

import sys

from bench import engines, nodes, run, scale

if sys.argv[1:2] == ["scale"]:
    scale.main(sys.argv[2:])
elif sys.argv[1:2] == ["engines"]:
    engines.main(sys.argv[2:])
elif sys.argv[1:2] == ["nodes"]:
    nodes.main(sys.argv[2:])
else:
    run.main()
