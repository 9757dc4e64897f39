// Makes the search box a combobox over the suggestions that htmx brings: arrows, Enter, Escape.
(() => {
  const begin = () => {
    const box = document.getElementById("q")
    const list = document.getElementById("saran")
    if (!box || !list || box.getAttribute("role")) return
    let chosen = -1

    const options = () => [...list.querySelectorAll("[role=option]")]

    const choose = (place) => {
      chosen = place
      options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)))
      const option = options()[place]
      if (option) {
        box.setAttribute("aria-activedescendant", option.id)
        option.scrollIntoView({ block: "nearest" })
      } else box.removeAttribute("aria-activedescendant")
    }

    const open = (wanted) => {
      const shown = wanted && options().length > 0
      list.hidden = !shown
      box.setAttribute("aria-expanded", String(shown))
      choose(-1)
    }

    const keys = {
      ArrowDown: () => (list.hidden ? open(true) : choose((chosen + 1) % options().length)),
      ArrowUp: () => choose((chosen <= 0 ? options().length : chosen) - 1),
      Escape: () => open(false),
      Enter: () => options()[chosen].click(),
    }

    box.setAttribute("role", "combobox")
    box.setAttribute("aria-autocomplete", "list")
    box.setAttribute("aria-controls", list.id)
    open(false)
    box.addEventListener("keydown", (event) => {
      const closed = list.hidden
      if (!keys[event.key] || (closed && event.key !== "ArrowDown")) return
      if (event.key === "Enter" && chosen < 0) return
      event.preventDefault()
      keys[event.key]()
    })
    box.addEventListener("blur", () => open(false))
    list.addEventListener("mousedown", (event) => event.preventDefault())
    list.addEventListener("htmx:afterSwap", () => open(document.activeElement === box))
  }

  begin()
  document.body.addEventListener("htmx:load", begin)
})()
