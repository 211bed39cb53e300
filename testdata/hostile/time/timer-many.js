for (let i = 0; ; i++) setTimeout(() => { }, i % 1000)
