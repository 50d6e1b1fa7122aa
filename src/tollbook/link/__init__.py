"""Link: claims, events and mentions to incidents."""
