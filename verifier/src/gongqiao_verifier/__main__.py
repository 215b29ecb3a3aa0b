from gongqiao_verifier.command import main

raise SystemExit(main())
