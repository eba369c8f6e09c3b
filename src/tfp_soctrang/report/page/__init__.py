"""The report as one HTML file that needs no network, with sliders that compute what the library computes."""
