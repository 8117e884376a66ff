/** How well a camera's pictures come: bars, as of a radio signal, and a word. Colour only where there is trouble. */
import { VisuallyHidden } from '@mantine/core';
import { IconAntennaBars2, IconAntennaBars3, IconAntennaBars5 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CameraGrade } from '../../../config/contract/camera.ts';
import classes from './StateMark.module.css';

const SYMBOLS = { good: IconAntennaBars5, fair: IconAntennaBars3, poor: IconAntennaBars2 };

type GradeMarkProps = { grade: CameraGrade; size?: number; wordless?: boolean };

export function GradeMark({ grade, size = 16, wordless = false }: GradeMarkProps) {
  const { t } = useTranslation();
  if (grade === 'none') return null;
  const Glyph = SYMBOLS[grade];
  const word = t(`camera.grade.${grade}`);
  return (
    <span className={classes.mark} data-grade={grade}>
      <Glyph size={size} stroke={2} aria-hidden />
      {wordless ? <VisuallyHidden>{word}</VisuallyHidden> : word}
    </span>
  );
}
