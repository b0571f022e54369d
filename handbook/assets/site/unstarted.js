// Says on the page why its calculator does not start, where the cause shows before any module runs.
// Written for browsers that know no modules. What it cannot tell, the page's own text says after a
// while (`data-silent`); a form that has come alive has taken that text away.

(function () {
  var FILE = "这是存在电脑里的文件，浏览器不让它计算，链接也可能打不开。请打开手册的网址；"
    + "没有网址，就在手册的文件夹里运行 python3 -m http.server，再打开 http://localhost:8000。";
  var OLD = "这个浏览器太旧，运行不了计算器。请换用 Edge、Chrome、Firefox 或 Safari 的新版本。";
  var MISSING = "计算器的文件没有取到，可能是断网，也可能是网站正在更新。请过一会儿刷新；一直这样，"
    + "请告诉维护手册的人：网站没有发出 assets 里的 .js 文件，或者没有按 text/javascript 发出。";

  /** @param {string} sentence */
  function say(sentence) {
    var places = document.querySelectorAll("[data-silent]");
    for (var i = 0; i < places.length; i++) {
      var place = /** @type {Element} */ (places[i]);
      place.textContent = sentence;
      place.setAttribute("data-silent", "told");
      // Said once to those who hear the page.
      if (i === 0) place.setAttribute("role", "alert");
    }
  }

  if (location.protocol === "file:") {
    say(FILE);
  } else if (!("noModule" in document.createElement("script"))) {
    say(OLD);
  } else {
    // A script that does not come raises its error at its element, which only this order hears.
    addEventListener("error", function (event) {
      var script = event.target;
      if (script instanceof HTMLScriptElement && script.type === "module") say(MISSING);
      else if (event.error instanceof SyntaxError) say(OLD);
    }, true);
  }
})();
