/** Where the code of a container's thread is: beside this file, where the build puts it. */
export function containerCode(): URL {
  return new URL('../container.js', import.meta.url);
}
