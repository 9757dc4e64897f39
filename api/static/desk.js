// Single keys at the officer's desk. Everything they do has its own button; they can be switched off.
(() => {
  const form = document.querySelector("[data-checklist]")
  const told = document.querySelector("[data-with-script]")
  if (!form || !told) return
  const on = told.querySelector("[data-keys-on]")
  told.hidden = false
  try {
    on.checked = localStorage.getItem("keys") !== "off"
    on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"))
  } catch { /* without storage the choice lasts as long as the page */ }

  const questions = [...form.querySelectorAll("fieldset")]
  const open = (it) => !it.querySelector("input:checked")
  const answer = (value) => {
    const here = questions.find((it) => it.contains(document.activeElement)) || questions.find(open)
    const picked = here && here.querySelector(`input[value="${value}"]`)
    if (!picked) return
    picked.checked = true
    const next = questions.find(open)
    const target = next ? next.querySelector("input") : form.querySelector('button[value="accepted"]')
    target.focus()
  }
  const decide = (value) => {
    const note = form.querySelector("textarea")
    if (value === "rejected" && !note.value.trim()) note.focus()
    else form.querySelector(`button[value="${value}"]`).click()
  }
  const go = (key) => document.querySelector(`[data-key="${key}"]`)?.click()
  const does = {
    y: () => answer("yes"), t: () => answer("no"),
    a: () => decide("accepted"), r: () => decide("rejected"),
    b: () => go("b"), s: () => go("s"),
  }
  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    if (event.target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])")) return
    const act = does[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  })
})()
