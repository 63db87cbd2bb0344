interface ShownRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>> | readonly { name: string; value: string }[];
  body?: string | undefined;
}

/** A request as text: method and address, headers, body. It is only shown; nothing in it is a link or runs. */
export function RequestView({ request, label }: { request: ShownRequest; label: string }) {
  const { method, url, headers, body } = request;
  const lines = Array.isArray(headers)
    ? (headers as readonly { name: string; value: string }[])
    : Object.entries(headers).map(([name, value]) => ({ name, value: String(value) }));
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className="max-h-80 overflow-auto rounded-md border bg-muted/40 p-2.5 font-mono text-2xs leading-4.5 break-all whitespace-pre-wrap"
    >
      <span className="font-semibold">{method}</span> {url}
      {lines.map(({ name, value }, index) => (
        <span key={`${name}-${index}`} className="block">
          <span className="text-muted-foreground">{name}:</span> {value}
        </span>
      ))}
      {body === undefined ? null : <span className="mt-2 block border-t pt-2">{body}</span>}
    </pre>
  );
}
