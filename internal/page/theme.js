// The button #theme changes between dark and light, from whatever is shown.
document.getElementById("theme").addEventListener("click", () => {
  const list = document.documentElement.classList, dark = list.contains("dark") || !list.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches;
  list.toggle("dark", !dark);
  list.toggle("light", dark);
});
