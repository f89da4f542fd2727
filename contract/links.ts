/** Every page of the world that the screens lead to. The desktop app opens these in the browser, and no others. */
export const links = {
  groqKeys: 'https://console.groq.com/keys',
  ollamaDownload: 'https://ollama.com/download',
} as const;
