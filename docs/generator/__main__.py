"""Write the generated documentation: `python3 dev.py docs`."""

from docs.generator.pages import DOCS, generated_pages, write_pages

if __name__ == "__main__":
    write_pages(generated_pages(), DOCS)
