/**
 * What was made of each ports object, by what made it. One weak map for all: a chat is made of dozens of parts, and
 * entries of weak maps are what costs the garbage collector most.
 */
const instances = new WeakMap<object, Map<unknown, unknown>>();

/**
 * Makes one instance for each ports object, at first use: use cases that share a part (a cache, a rate) share one
 * instance of it. An object that is no longer used is forgotten.
 *
 * @param make - makes the instance; `ports` holds all that it needs
 */
export function perPorts<Ports extends object, Made>(make: (ports: Ports) => Made): (ports: Ports) => Made {
  return (ports) => {
    const made = instances.get(ports) ?? new Map<unknown, unknown>();
    // Only what `make` returned is kept under it.
    if (made.has(make)) return made.get(make) as Made;
    instances.set(ports, made);
    const instance = make(ports);
    made.set(make, instance);
    return instance;
  };
}
