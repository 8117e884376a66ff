/** The languages of the console. Chinese is the source; English is complete. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../time/time-text.ts';
import { enUS } from './en-US/en-us.ts';
import { zhCN } from './zh-CN/zh-cn.ts';

const KEY = 'lianqin.language';

export function startLanguages(): void {
  void i18next.use(initReactI18next).init({
    lng: localStorage.getItem(KEY) === 'en-US' ? 'en-US' : 'zh-CN',
    fallbackLng: 'zh-CN',
    supportedLngs: ['zh-CN', 'en-US'],
    resources: { 'zh-CN': { translation: zhCN }, 'en-US': { translation: enUS } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = i18next.language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
