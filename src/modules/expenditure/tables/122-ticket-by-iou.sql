-- What has been handed out on an IOU already.
create index ticket_issue_by_iou on ticket_issue (office_id, iou_matter_id) where iou_matter_id is not null;
