// Revocable proxies and their functions.
const all = []
for (;;) all.push(Proxy.revocable(function () {}, {}))
