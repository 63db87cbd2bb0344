/** A call of a webhook from a shell, signed; the secret comes from the environment, never from the text. */
import type { Webhook } from '@codexos/protocol/contracts/triggers.contract';
import type { JsonValue } from '@codexos/protocol/json';

interface WebhookExample {
  url: string;
  config: Pick<Webhook, 'scheme' | 'secret'>;
  body: JsonValue;
}

export function webhookExample({ url, config, body }: WebhookExample): string {
  const text = `BODY='${JSON.stringify(body).replaceAll("'", String.raw`'\''`)}'`;
  return (config.scheme === 'github' ? githubCall(url, text) : standardCall(url, text, config.secret)).join(
    '\n',
  );
}

function standardCall(url: string, body: string, vaultSecret: string | undefined): string[] {
  // A secret of the vault may be any text; what starts with whsec_ is Base64 after it.
  const bytes =
    vaultSecret === undefined
      ? 'printf %s "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A'
      : 'case "$WEBHOOK_SECRET" in whsec_*) printf %s "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A;; *) printf %s "$WEBHOOK_SECRET";; esac';
  return [
    body,
    'ID="msg_$(openssl rand -hex 12)"',
    'AT="$(date +%s)"',
    `KEY="$(${bytes} | od -An -v -tx1 | tr -d ' \\n')"`,
    'SIGNATURE="$(printf %s "$ID.$AT.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)"',
    `curl -X POST '${url}' \\`,
    "  -H 'Content-Type: application/json' \\",
    '  -H "webhook-id: $ID" \\',
    '  -H "webhook-timestamp: $AT" \\',
    '  -H "webhook-signature: v1,$SIGNATURE" \\',
    '  --data-raw "$BODY"',
  ];
}

function githubCall(url: string, body: string): string[] {
  return [
    body,
    'SIGNATURE="$(printf %s "$BODY" | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" -r | cut -d" " -f1)"',
    `curl -X POST '${url}' \\`,
    "  -H 'Content-Type: application/json' \\",
    "  -H 'x-github-event: push' \\",
    '  -H "x-github-delivery: $(openssl rand -hex 12)" \\',
    '  -H "x-hub-signature-256: sha256=$SIGNATURE" \\',
    '  --data-raw "$BODY"',
  ];
}

const OF_BODY = /^\{\{\s*body\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}$/;

/** A message that fills the inputs of a trigger, as far as they take single fields of it. */
export function sampleMessage(inputs: Readonly<Record<string, string>>): JsonValue {
  const fields = Object.values(inputs).flatMap((template) => OF_BODY.exec(template.trim())?.[1] ?? []);
  return Object.fromEntries(fields.map((field) => [field, '…']));
}
