/**
 * Makes one instance for each ports object, at first use: use cases that share a part (a cache, a rate) share one
 * instance of it. An object that is no longer used is forgotten.
 *
 * @param make - makes the instance; `ports` holds all that it needs
 */
export function perPorts<Ports extends object, Made>(make: (ports: Ports) => Made): (ports: Ports) => Made {
  const made = new WeakMap<Ports, { readonly instance: Made }>();
  return (ports) => {
    const known = made.get(ports);
    if (known !== undefined) return known.instance;
    const instance = make(ports);
    made.set(ports, { instance });
    return instance;
  };
}
