/** Where a file is chosen or dropped; once there is one, its name and the way to another. */
import { Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import type { DragEvent, ReactNode } from 'react';
import classes from './FileDrop.module.css';

type FileDropProps = {
  file: File | null;
  /** Endings, with commas between them. */
  types: string;
  label: string;
  /** What else is said before one is chosen. */
  hints: readonly string[];
  /** On the button for another file. */
  other: string;
  onFile: (file: File | null) => void;
  /** What is said of the file beside its name. */
  children?: ReactNode;
};

export function FileDrop({ file, types, label, hints, other, onFile, children }: FileDropProps) {
  const drop = (event: DragEvent) => {
    event.preventDefault();
    onFile(event.dataTransfer.files[0] ?? null);
  };
  if (file) {
    return (
      <header className={classes.file}>
        <strong>{file.name}</strong>
        <FileButton onChange={onFile} accept={types}>
          {(props) => (
            <Button variant="default" size="compact-xs" {...props}>
              {other}
            </Button>
          )}
        </FileButton>
        {children}
      </header>
    );
  }
  return (
    <FileButton onChange={onFile} accept={types}>
      {(props) => (
        <button
          type="button"
          className={classes.drop}
          onDragOver={(event) => event.preventDefault()}
          onDrop={drop}
          {...props}
        >
          <IconFileUpload size={36} stroke={1.2} aria-hidden />
          <strong>{label}</strong>
          {hints.map((hint) => (
            <span key={hint}>{hint}</span>
          ))}
        </button>
      )}
    </FileButton>
  );
}
