// Forms that can be asked whatever their controls are called.

/** @type {ProxyHandler<HTMLFormElement>} */
const PAST_THE_CONTROLS = {
  get(form, key) {
    const value = Reflect.get(HTMLFormElement.prototype, key, form);
    return typeof value === "function" ? value.bind(form) : value;
  },
  set: (form, key, value) => Reflect.set(HTMLFormElement.prototype, key, value, form),
};

/**
 * A form with its own properties and methods. On the form itself a control named `reset`, as a
 * policy may call an input, stands in the place of the method.
 *
 * @param {HTMLFormElement} form
 */
export function unshadowed(form) {
  return new Proxy(form, PAST_THE_CONTROLS);
}

/**
 * Keeps clicks in a form to what is around it, where a control bears the name of the way up: the
 * theme goes from parent to parent to see what was clicked on, and would go round for ever.
 *
 * @param {HTMLFormElement} form As `unshadowed` gives it.
 * @param {HTMLElement} around
 */
export function keepClicks(form, around) {
  if (!form.elements.namedItem("parentNode")) return;
  around.addEventListener("click", (event) => event.stopPropagation());
}
