/* An application that embeds Python, as a DCC does: it runs a script, and finalizes Python. */
#include <Python.h>

int main(int argc, char **argv) {
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  config.parse_argv = 0;
  PyStatus status = PyConfig_SetBytesString(&config, &config.executable, argv[0]);
  if (!PyStatus_Exception(status)) status = PyConfig_SetBytesArgv(&config, argc, argv);
  if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  if (PyStatus_Exception(status)) Py_ExitStatusException(status);

  FILE *script = fopen(argv[1], "r");
  int failed = script == NULL || PyRun_SimpleFileEx(script, argv[1], 1) != 0;
  return Py_FinalizeEx() < 0 ? 120 : failed;
}
