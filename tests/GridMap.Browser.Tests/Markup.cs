namespace GridMap.Browser.Tests;

/// <summary>Texts that would set the page's <c>hurt</c>, open a dialog, load something or lead away, were they taken for markup or an address.</summary>
internal static class Markup
{
    private const string Do = "hurt=1";

    /// <summary>What each of them would leave in a page: an element that no page of ours has.</summary>
    public const string Elements =
        "script:not([src]):not([type]), iframe, object, embed, base:not([href='/']), marquee, math, audio, video, link[href*='invalid'], img[src='x'], img[src*='invalid'], "
        + "[href^='javascript:' i], [href^='data:' i], [action^='javascript:' i], [formaction], [srcdoc], [style*='invalid'], meta[http-equiv='refresh'], svg animate, svg set, x-hurt, [x-hurt]";

    /// <summary>Every one.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        $"<script>{Do}</script>", $"<SCRIPT>{Do}</SCRIPT>", $"<scr<script>ipt>{Do}</scr</script>ipt>", $"<script src=//x.invalid/a.js></script>", $"<script type=module>{Do}</script>",
        $"</title><script>{Do}</script>", $"</textarea><script>{Do}</script>", $"</style><script>{Do}</script>", $"</script><script>{Do}</script>", $"--><script>{Do}</script>",
        $"]]><script>{Do}</script>", $"<script\n>{Do}</script\n>", $"<script/x>{Do}</script>", $"\"><script>{Do}</script>", $"'><script>{Do}</script>",
        $"<img src=x onerror={Do}>", $"<img src=x onerror=\"{Do}\">", $"<IMG SRC=x ONERROR={Do}>", $"<img/src=x/onerror={Do}>", $"<img src=x onerror\n=\n{Do}>",
        $"\"><img src=x onerror={Do}>", $"'><img src=x onerror={Do}>", $"`><img src=x onerror={Do}>", $"<<img src=x onerror={Do}>", $"<img src=x:alert(1) onerror={Do}//",
        $"<svg onload={Do}>", $"<svg/onload={Do}>", $"<svg><script>{Do}</script></svg>", $"<svg><animate onbegin={Do} attributeName=x></svg>", $"<svg><set onbegin={Do} attributeName=x></svg>",
        $"<math><mtext><img src=x onerror={Do}></mtext></math>", $"<body onload={Do}>", $"<input autofocus onfocus={Do}>", $"<select autofocus onfocus={Do}>", $"<textarea autofocus onfocus={Do}>",
        $"<details open ontoggle={Do}>", $"<video src=x onerror={Do}>", $"<audio src=x onerror={Do}>", $"<video><source onerror={Do}></video>", $"<marquee onstart={Do}>",
        $"<iframe src=javascript:parent.{Do}>", $"<iframe srcdoc='<script>parent.{Do}</script>'>", $"<object data=javascript:{Do}>", $"<embed src=javascript:{Do}>", $"<base href=//x.invalid/>",
        $"<a href=javascript:{Do}>x</a>", $"<a href=\"java\tscript:{Do}\">x</a>", $"<form action=javascript:{Do}><button>x</button></form>", $"<button formaction=javascript:{Do}>x</button>",
        $"<meta http-equiv=refresh content='0;url=//x.invalid/'>", $"<link rel=stylesheet href=//x.invalid/a.css>", $"<style>@import'//x.invalid/a.css';</style>", $"<div style=background:url(//x.invalid/a)>x</div>",
        $"javascript:{Do}", $"JaVaScRiPt:{Do}", $"data:text/html,<script>{Do}</script>", $"\" onmouseover={Do} x-hurt=\"", $"' onfocus={Do} autofocus x-hurt='", $"\" style=\"x:expression({Do})",
        $"&lt;script&gt;{Do}&lt;/script&gt;", $"&#60;img src=x onerror={Do}&#62;", $"\\u003cimg src=x onerror={Do}\\u003e", $"＜script＞{Do}＜/script＞", $"%3Cimg src=x onerror={Do}%3E",
        $"{{{{constructor.constructor('{Do}')()}}}}", $"${{{Do}}}", $"@({Do})", $"<x-hurt onclick={Do}>x</x-hurt>", $"<b x-hurt>x</b>", $"<!--><img src=x onerror={Do}>-->",
        $"</option></select><img src=x onerror={Do}>", $"</button></div><img src=x onerror={Do}>", $"<noscript><p title=\"</noscript><img src=x onerror={Do}>\">", $"<template><img src=x onerror={Do}></template>",
    ];
}
