// Sets the theme and language this page used last, before anything is painted. The engine's settings follow.
{
  const { document, localStorage } = globalThis;
  const theme = localStorage.getItem('brainkernel.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (localStorage.getItem('brainkernel.language') === 'zh-CN') document.documentElement.lang = 'zh-CN';
}
