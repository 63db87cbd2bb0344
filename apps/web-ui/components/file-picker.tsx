import { UploadIcon } from 'lucide-react';

interface FilePickerProps {
  /** Name of the file that was chosen. */
  fileName: string | undefined;
  onChoose: (file: File) => void;
}

/** A place to choose one JSON file; nothing is read before that. */
export function FilePicker({ fileName, onChoose }: FilePickerProps) {
  return (
    <label className="flex cursor-pointer flex-col items-center gap-2 rounded-md border border-dashed border-input p-6 text-sm hover:bg-accent/50 has-focus-visible:outline-2 has-focus-visible:outline-ring">
      <UploadIcon className="size-5 text-muted-foreground" aria-hidden />
      {fileName ?? 'Choose a file'}
      <input
        type="file"
        accept="application/json,.json"
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onChoose(file);
        }}
      />
    </label>
  );
}
