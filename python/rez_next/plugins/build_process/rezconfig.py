"""The settings of build processes: there are none."""
