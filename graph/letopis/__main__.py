"""`python -m letopis` is `letopis`.

In: arguments. Out: exit status. Touches: what the command touches.
"""

import sys

from letopis.cli import main

sys.exit(main())
