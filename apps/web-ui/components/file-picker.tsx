import { UploadIcon } from 'lucide-react';

interface FilePickerProps {
  /** Name of the file that was chosen. */
  fileName: string | undefined;
  onChoose: (file: File) => void;
  /** Kinds of files, as the attribute `accept` has them; JSON when absent. */
  accept?: string;
}

/** A place to choose one file; nothing is read before that. */
export function FilePicker({ fileName, onChoose, accept = 'application/json,.json' }: FilePickerProps) {
  return (
    <label className="flex cursor-pointer flex-col items-center gap-2 rounded-md border border-dashed border-input p-6 text-sm hover:bg-accent/50 has-focus-visible:outline-2 has-focus-visible:outline-ring">
      <UploadIcon className="size-5 text-muted-foreground" aria-hidden />
      {fileName ?? 'Choose a file'}
      <input
        type="file"
        accept={accept}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onChoose(file);
          // The same file, mended, can be chosen again.
          event.target.value = '';
        }}
      />
    </label>
  );
}
