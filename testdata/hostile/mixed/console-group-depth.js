// Groups inside groups, each line indented by all of them.
for (;;) { console.group(); console.log('x') }
