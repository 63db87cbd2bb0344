/** Hands a value over as a JSON file. */
export function downloadJson(name: string, value: unknown): void {
  download(`${fileNameOf(name)}.json`, `${JSON.stringify(value, null, 2)}\n`, 'application/json');
}

/** Hands a text over as a YAML file. */
export function downloadYaml(name: string, text: string): void {
  download(`${fileNameOf(name)}.yaml`, text, 'application/yaml');
}

function download(fileName: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

function fileNameOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, '-')
      .replace(/^-|-$/g, '') || 'export'
  );
}
