// Keeps what is typed into a step, says what is wrong beside its field, and tries again without network.
"use strict"
{
  const form = document.querySelector("form[data-keep]")
  const said = document.getElementById("simpanan")
  let typed = false, sending = false, timer = 0, wait = 2000

  const later = (delay) => {
    clearTimeout(timer)
    timer = setTimeout(send, delay)
  }

  const say = (words, kind = "") => {
    said.className = `keeping ${kind}`
    if (said.textContent !== words) said.textContent = words
  }

  const again = (words) => {
    typed = true
    say(words, "bad")
    later(wait)
    wait = Math.min(wait * 2, 30000)
  }

  async function send() {
    if (!typed || sending) return
    sending = true
    typed = false
    try {
      const body = new URLSearchParams(new FormData(form)).toString()
      const headers = {"Content-Type": "application/x-www-form-urlencoded"}
      const keepalive = body.length < 60000 // the browser may be closed meanwhile; longer ones it refuses
      const answer = await fetch(form.dataset.keep, {method: "POST", headers, body, keepalive, redirect: "manual"})
      if (answer.type === "opaqueredirect") again(said.dataset.ended)
      else if (answer.status >= 500) again(said.dataset.offline)
      else if (answer.ok) show(await answer.json())
      else say(said.dataset.failed, "bad")
    } catch {
      again(said.dataset.offline)
    }
    sending = false
    if (typed) later(wait)
  }

  function show({mark, told, words}) {
    wait = 2000
    form.elements.draft.value = mark
    for (const id of new Set([...marked(), ...told.map((it) => it.field)])) tell(id, told)
    const labels = [...new Set(told.map((it) => it.label).filter(Boolean))].join("; ")
    const wrong = told.length === 1 ? `${labels}. ${told[0].message}` : labels
    say(told.length ? `${words} ${said.dataset.wrong}: ${wrong}` : words, told.length ? "wait" : "good")
  }

  const marked = () => [...form.querySelectorAll(".wrong")].map((it) => it.id.replace(/-salah\d*$/, ""))

  function tell(id, told) {
    const control = form.querySelector(`#${CSS.escape(id)}`)
    const field = control?.closest(".field")
    if (!field) return
    for (const old of form.querySelectorAll(`[id^="${CSS.escape(id)}-salah"]`)) old.remove()
    const messages = told.filter((it) => it.field === id).map((it) => it.message)
    const hint = document.getElementById(`${id}-petunjuk`)
    if (messages.length) {
      const wrong = document.createElement("span")
      wrong.className = "wrong"
      wrong.id = `${id}-salah`
      wrong.textContent = messages.join(" ")
      if (control === field) field.querySelector("legend").after(wrong)
      else control.before(wrong)
    }
    field.classList.toggle("refused", messages.length > 0)
    const described = [messages.length && `${id}-salah`, hint && hint.id].filter(Boolean).join(" ")
    described ? control.setAttribute("aria-describedby", described) : control.removeAttribute("aria-describedby")
    if (control === field) return
    messages.length ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid")
  }

  // What was typed before this script arrived, or put back by the browser.
  const touched = (it) => it.type !== "hidden" && (it.value !== (it.defaultValue ?? it.value) || it.checked !== it.defaultChecked)
  if ([...form.elements].some(touched)) {
    typed = true
    later(1000)
  }
  form.addEventListener("input", () => { typed = true; later(1000) })
  form.addEventListener("change", () => { typed = true; later(50) })
  form.addEventListener("submit", (event) => {
    clearTimeout(timer)
    if (navigator.onLine) typed = false
    else {
      event.preventDefault()
      again(said.dataset.offline)
    }
  })
  addEventListener("online", () => later(0))
  addEventListener("beforeunload", (event) => { if (typed && !navigator.onLine) event.preventDefault() })
  const leave = () => {
    if (typed) typed = !navigator.sendBeacon(form.dataset.keep, new URLSearchParams(new FormData(form)))
  }
  addEventListener("pagehide", leave)
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave() })
}
