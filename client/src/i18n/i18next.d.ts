/** Keys are checked by the compiler: a sentence that does not exist does not compile. */
import 'i18next';
import type { zhCN } from './zh-CN/zh-cn.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zhCN };
  }
}
