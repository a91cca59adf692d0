"""Line icons on a 24 x 24 grid, drawn in the colour of the text around them."""

# Only shapes: the tag adds the frame. Curves are kept coarse so that a page of icons stays small.
ICONS: dict[str, str] = {
    "ok": '<path d="M4 12.5l5.5 5.5L20 6.5"/>',
    "warn": '<path d="M12 3L1.8 21h20.4z"/><path d="M12 10v5M12 18v.4"/>',
    "bad": '<path d="M5.5 5.5l13 13M18.5 5.5l-13 13"/>',
    "none": '<path d="M5 12h14"/>',
    "info": '<circle cx="12" cy="12" r="9.5"/><path d="M12 11v6M12 7v.4"/>',
    "clock": '<circle cx="12" cy="12" r="9.5"/><path d="M12 6.5V12l4 2.5"/>',
    "calendar": '<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 '
    '2v5M16 2v5"/>',
    "camera": '<path d="M3 7h4l2-3h6l2 3h4v13H3z"/><circle cx="12" cy="13" r="4"/>',
    "photo": '<rect x="3" y="4" width="18" height="16" rx="2"/><circle cx="8.5" cy="9.5" r="1.5"/>'
    '<path d="M4 18l6-6 4 4 3-3 4 4"/>',
    "scan": '<path d="M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M3 12h18"/>',
    "person": '<circle cx="12" cy="8" r="4.5"/><path d="M3.5 21c.8-5 4-7 8.5-7s7.7 2 8.5 7"/>',
    "people": '<circle cx="9" cy="8" r="4"/><path d="M1.5 20c.7-4.5 3.5-6 7.5-6s6.8 1.5 '
    '7.5 6M15.5 4.3a4 4 0 010 7.4M18.5 14.5c2.3.8 3.6 2.5 4 5.5"/>',
    "face": '<path d="M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5"/><path d="M9 9v1.5M15 9v1.5'
    'M8.5 15c2 2 5 2 7 0"/>',
    "back": '<path d="M15 4l-8 8 8 8"/>',
    "menu": '<path d="M3 6h18M3 12h18M3 18h18"/>',
    "more": '<path d="M9 4l8 8-8 8"/>',
    "down": '<path d="M4 9l8 8 8-8"/>',
    "speaker": '<path d="M3 9h4l5-5v16l-5-5H3zM16 8.5c2 2 2 5 0 7M19 5.5c3.6 3.6 3.6 9.4 0 13"/>',
    "eye": '<path d="M1.5 12C4 7.5 7.5 5 12 5s8 2.5 10.5 7C20 16.5 16.5 19 12 19S4 16.5 1.5 '
    '12z"/><circle cx="12" cy="12" r="3.5"/>',
    "lock": '<rect x="4" y="10.5" width="16" height="11" rx="2"/><path d="M8 10.5V7a4 4 0 '
    '018 0v3.5"/>',
    "shield": '<path d="M12 2l8.5 3v7c0 5-3.5 8.5-8.5 10.5C7 20.5 3.5 17 3.5 12V5z"/>'
    '<path d="M8 12l3 3 5.5-6"/>',
    "phone": '<rect x="6.5" y="2" width="11" height="20" rx="2"/><path d="M11 18.5h2"/>',
    "message": '<path d="M3 4h18v13H10l-5 4v-4H3z"/><path d="M7.5 9h9M7.5 12.5h6"/>',
    "key": '<circle cx="7.5" cy="15.5" r="4.5"/><path d="M10.7 12.3L21 2M17 6l3.5 3.5"/>',
    "share": '<path d="M12 15V3M7.5 7L12 2.5 16.5 7M5 12v9h14v-9"/>',
    "card": '<rect x="2" y="4.5" width="20" height="15" rx="2"/><circle cx="8" cy="10.5" r="2"/>'
    '<path d="M4.8 16c.5-2 1.6-2.7 3.2-2.7s2.7.7 3.2 2.7M14.5 10H19M14.5 14H19"/>',
    "qr": '<path d="M3 3h7v7H3zM14 3h7v7h-7zM3 14h7v7H3zM14 14h3v3h-3zM21 14v3M17.5 20.5H14M21 '
    '21h-.4"/>',
    "home": '<path d="M3 11l9-8 9 8v10h-6v-6H9v6H3z"/>',
    "work": '<rect x="2.5" y="7" width="19" height="13" rx="2"/><path d="M8.5 7V3.5h7V7M2.5 '
    '12.5h19"/>',
    "heart": '<path d="M12 20.5C-2 12 4 3 9 4c1.5.3 2.5 1.3 3 2.5C12.5 5.3 13.5 4.3 15 '
    "4c5-1 11 8-3 "
    '16.5z"/>',
    "book": '<path d="M12 6c-2-2-5-2.5-9-2.5V19c4 0 7 .5 9 2.5 2-2 5-2.5 9-2.5V3.5c-4 0-7 '
    ".5-9 2.5zM12 "
    '6v15"/>',
    "pen": '<path d="M4 20l1-5L16.5 3.5l4 4L9 19z"/>',
    "bin": '<path d="M4 6.5h16M9 6.5V3h6v3.5M6 6.5L7 21h10l1-14.5"/>',
    "retry": '<path d="M20.5 12a8.5 8.5 0 11-2.5-6L21 9"/><path d="M21 3.5V9h-5.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="7"/><path d="M15.5 15.5L22 22"/>',
    "bell": '<path d="M5 17c1.5-2 1.5-4 1.5-7a5.5 5.5 0 0111 0c0 3 0 5 1.5 7zM10 20.5h4"/>',
    "exit": '<path d="M10 3H4v18h6M16 7.5l4.5 4.5-4.5 4.5M20 12H9"/>',
}
