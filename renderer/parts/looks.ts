/** Each language is written in itself, so that whoever reads it can find it. */
export const languages = [
  { value: 'en', text: 'English' },
  { value: 'zh-CN', text: '简体中文' },
] as const;

export const themes = ['system', 'light', 'dark'] as const;
