"""Write pages anew: `python docs/writers NAME …`, or `all`; see writers.py."""

import sys

from writers import main

if __name__ == "__main__":
    main(sys.argv[1:])
