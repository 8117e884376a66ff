/** The other language, by its own name. */
import { UnstyledButton } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n/i18n.ts';
import classes from './TopBar.module.css';

export function LanguageSwitch() {
  const { i18n } = useTranslation();
  const isChinese = i18n.language === 'zh-CN';
  return (
    <UnstyledButton
      className={classes.item}
      lang={isChinese ? 'en' : 'zh-CN'}
      onClick={() => void chooseLanguage(isChinese ? 'en-US' : 'zh-CN')}
    >
      <IconLanguage size={16} aria-hidden />
      {isChinese ? 'English' : '中文'}
    </UnstyledButton>
  );
}
