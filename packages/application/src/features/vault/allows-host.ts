/**
 * Whether a call's host is one of the hosts of a grant. `*.example.com` means every host below example.com, not
 * example.com itself; a host without a port means every port.
 */
export function allowsHost(
  allowed: readonly string[],
  { host, port }: { host: string; port: number },
): boolean {
  const called = host.toLowerCase();
  return allowed.some((entry) => {
    const [, name = entry, wantedPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (wantedPort !== undefined && Number(wantedPort) !== port) return false;
    return name.startsWith('*.') ? called.endsWith(name.slice(1)) : called === name;
  });
}
