// What rez warns about when start-up options do not go together (setting `warn_shell_startup`).

export function unsupported(shell: string, option: string, given: boolean): string[] {
  return given ? [`${option} ignored, not supported by ${shell} shell`] : [];
}

export function overruled(shell: string, option: string, by: string, given: boolean): string[] {
  return given ? [`${option} ignored by ${shell} shell - overruled by ${by} option`] : [];
}
