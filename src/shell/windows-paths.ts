// Paths between Windows and POSIX, as rez turns them for its Windows shells.

type Variables = ReadonlyMap<string, string>;

/** "C:\a/b" as "/C/a/b"; a "%VARIABLE%" is replaced where the calling process has it. */
export function posixPath(path: string, environ: Variables): string {
  return path
    .replace(/%([^%]*)%/g, (reference, name: string) => environ.get(name) ?? reference)
    .replace(/^([A-Za-z]):\\/, "/$1/")
    .replaceAll("\\", "/");
}

/** Each "C:\" as "/C/", wherever it is. */
export function withoutDrives(text: string): string {
  return text.replace(/([A-Za-z]):\\/g, "/$1/");
}

/** "{root}/bin" mixes both kinds of slashes on Windows; cmd wants its own. */
export function windowsPath(path: string): string {
  return path.replaceAll("/", "\\");
}
