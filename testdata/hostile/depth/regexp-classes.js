// Classes in classes, with v.
for (let n = 100; ; n *= 2) { if (n > 1e6) n = 100; try { new RegExp('['.repeat(n) + 'a' + ']'.repeat(n), 'v').exec('a') } catch (e) {} try { new RegExp('[^'.repeat(n) + 'a' + '--b]'.repeat(n), 'v').exec('a') } catch (e) {} }
